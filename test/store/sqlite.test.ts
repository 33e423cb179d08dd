// The store's contract on SQLite.
import { storeContract } from '../contracts/store.ts';
import { openSqlite } from './a-file.ts';

storeContract('SQLite', openSqlite);
