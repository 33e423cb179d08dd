#!/usr/bin/python3
"""Makes the demo company's Active Directory in a folder: `provision.py < plan.json` (the plan: sandbox/on-premises/samba/domain.ts).

One process through Samba's own Python, where samba-tool would be fifteen; and without the ACLs of sysvol, which need rights a container may
not have and which nobody asks for, since no files are served."""
import json
import logging
import os
import sys

import ldb
import samba
from samba import provision
from samba.auth import system_session
from samba.dcerpc import security
from samba.dsdb import DS_DOMAIN_FUNCTION_2008_R2
from samba.ndr import ndr_pack, ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB

TICKS = 10_000_000  # of 100 ns, in which AD counts
DAY = 86_400 * TICKS
NEVER_EXPIRES, DISABLED, NORMAL = 0x10000, 0x2, 0x200
BYPASS_LAST_SET = "local_oid:1.3.6.1.4.1.7165.4.3.20:0"
DACL = ["sd_flags:1:4"]

USER_CLASS = "bf967aba-0de6-11d0-a285-00aa003049e2"
# What Set-ADSyncPasswordWritebackPermissions grants on users below (Microsoft: "Enable password writeback", step on account permissions).
WRITEBACK = [
    ("CR", "00299570-246d-11d0-a768-00aa006e0529"),  # Reset Password
    ("CR", "ab721a53-1e2f-11d0-9819-00aa0040529b"),  # Change Password
    ("RPWP", "28630ebf-41d5-11d1-a9c1-0000f80367c1"),  # lockoutTime
    ("RPWP", "bf967a0a-0de6-11d0-a285-00aa003049e2"),  # pwdLastSet
]
# Assumed, after the Windows default of CN=AdminSDHolder. What matters: protected from inheritance, and nothing in it for delegates.
ADMIN_SD = (
    "D:PAI(A;;RPLCLORC;;;AU)(A;;RPWPCRCCDCLCLORCWOWDSDDTSW;;;SY)(A;;RPWPCRCCDCLCLORCWOWDSW;;;DA)"
    "(A;;RPWPCRCCDCLCLORCWOWDSW;;;EA)(A;;RPWPCRCCDCLCLORCWOWDSDSW;;;BA)"
    "(OA;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;WD)(OA;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;PS)"
)
PROTECTED = {
    "Users": ["Domain Admins", "Enterprise Admins", "Schema Admins"],
    "Builtin": ["Administrators", "Account Operators", "Server Operators", "Print Operators", "Backup Operators"],
}


def main():
    plan = json.load(sys.stdin)
    folder = plan["folder"]
    samba.set_debug_level(0)
    make_domain(plan, folder)
    lp = LoadParm()
    lp.load(f"{folder}/etc/smb.conf")
    lp.set("log level", "0")
    db = SamDB(url=f"{folder}/private/sam.ldb", session_info=system_session(), lp=lp)
    base = str(db.domain_dn())
    sid = security.dom_sid(db.get_domain_sid())
    db.transaction_start()
    set_policy(db, base, plan["policy"])
    for unit in ("Staff", "Service"):
        db.create_ou(f"OU={unit},{base}")
    for account in plan["services"]:
        db.newuser(account["name"], account["password"], userou="OU=Service")
        put(db, dn_of(db, account["name"]), userAccountControl=NORMAL | NEVER_EXPIRES)
    for person in plan["people"]:
        add_person(db, person)
    delegate(db, f"OU=Staff,{base}", sid_of(db, plan["connector"]), sid)
    protect(db, base, sid)
    db.transaction_commit()


def make_domain(plan, folder):
    log = logging.getLogger("provision")
    log.setLevel(logging.ERROR)
    seed = f"{folder}/seed.conf"  # so that /etc/samba/smb.conf of this machine does not matter
    with open(seed, "w", encoding="ascii") as file:
        file.write("[global]\n")
    lp = LoadParm()
    lp.load(seed)
    provision.provision(
        log,
        system_session(),
        smbconf=f"{folder}/etc/smb.conf",
        targetdir=folder,
        samdb_fill=provision.FILL_FULL,
        realm=plan["realm"].upper(),
        domain=plan["netbios"],
        hostname=plan["host"],
        hostip="127.0.0.1",
        hostip6=None,
        adminpass=plan["adminPassword"],
        serverrole="active directory domain controller",
        dom_for_fun_level=DS_DOMAIN_FUNCTION_2008_R2,
        dns_backend="SAMBA_INTERNAL",
        lp=lp,
        skip_sysvolacl=True,
        use_rfc2307=False,
    )
    os.remove(seed)


def set_policy(db, base, policy):
    put(
        db,
        base,
        pwdProperties=1,  # complexity
        minPwdLength=policy["minimumLength"],
        pwdHistoryLength=policy["remembered"],
        minPwdAge=-policy["minimumAgeDays"] * DAY,
        maxPwdAge=-policy["maximumAgeDays"] * DAY,
        lockoutThreshold=policy["lockedAfter"],
        lockoutDuration=-policy["lockedForMinutes"] * 60 * TICKS,
        lockOutObservationWindow=-policy["lockedForMinutes"] * 60 * TICKS,
    )


def add_person(db, person):
    given, _, surname = person["name"].partition(" ")
    account = person["account"]
    db.newuser(account, person["password"], userou="OU=Staff", givenname=given, surname=surname or None)
    dn = dn_of(db, account)
    put(db, dn, userPrincipalName=person["upn"], displayName=person["name"])
    if not person["enabled"]:
        put(db, dn, userAccountControl=NORMAL | DISABLED)
    if person["protected"]:
        db.add_remove_group_members("Domain Admins", [account], add_members_operation=True)
    # As old as it is in Entra: a password of today could not be changed before its minimum age.
    then = int(db.search(dn, attrs=["pwdLastSet"])[0]["pwdLastSet"][0]) - person["ageDays"] * DAY
    put(db, dn, controls=[BYPASS_LAST_SET], pwdLastSet=then)


def delegate(db, unit, connector, domain):
    rights = "".join(f"(OA;CIIO;{right};{what};{USER_CLASS};{connector})" for right, what in WRITEBACK)
    sddl = descriptor_of(db, unit).as_sddl(domain)
    start = sddl.index("(", sddl.index("D:"))
    describe(db, unit, security.descriptor.from_sddl(sddl[:start] + rights + sddl[start:], domain))


def protect(db, base, domain):
    """What SDProp does on a Windows domain controller every hour; Samba has none. The refusals that follow from it are Samba's."""
    guard = security.descriptor.from_sddl(ADMIN_SD, domain)
    describe(db, f"CN=AdminSDHolder,CN=System,{base}", guard)
    groups = [f"CN={name},CN={place},{base}" for place, names in PROTECTED.items() for name in names]
    kept = set(groups)
    for group in groups:
        members = db.search(base, expression=f"(memberOf:1.2.840.113556.1.4.1941:={group})", attrs=["dn"])
        kept.update(str(row.dn) for row in members)
    for dn in sorted(kept):
        describe(db, dn, guard)
        put(db, dn, adminCount=1)


def put(db, dn, controls=None, **values):
    message = ldb.Message(ldb.Dn(db, str(dn)))
    for name, value in values.items():
        message[name] = ldb.MessageElement(str(value), ldb.FLAG_MOD_REPLACE, name)
    db.modify(message, controls=controls)


def dn_of(db, account):
    return db.search(db.domain_dn(), expression=f"(sAMAccountName={account})", attrs=["dn"])[0].dn


def sid_of(db, account):
    found = db.search(db.domain_dn(), expression=f"(sAMAccountName={account})", attrs=["objectSid"])
    return ndr_unpack(security.dom_sid, found[0]["objectSid"][0])


def descriptor_of(db, dn):
    found = db.search(dn, scope=ldb.SCOPE_BASE, attrs=["nTSecurityDescriptor"], controls=DACL)
    return ndr_unpack(security.descriptor, found[0]["nTSecurityDescriptor"][0])


def describe(db, dn, descriptor):
    message = ldb.Message(ldb.Dn(db, str(dn)))
    name = "nTSecurityDescriptor"
    message[name] = ldb.MessageElement(ndr_pack(descriptor), ldb.FLAG_MOD_REPLACE, name)
    db.modify(message, controls=DACL)


main()
