// Addresses and numbers as their owner knows them again, and nobody else learns them.

/** The last two digits. */
export function maskNumber(number: string): string {
  return `••• ${number.replace(/\D/g, '').slice(-2)}`;
}

/** The first letter and the domain. */
export function maskMail(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}
