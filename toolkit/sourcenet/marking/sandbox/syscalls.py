"""The calls to the kernel that code in the box may not make.

Other limits hold what a process can use by ordinary means. This filter closes the ways round them: memory that no
process is charged for, new namespaces (in which a user is root, and more of the kernel can be reached), sockets, and
reaching into other processes.
"""

from __future__ import annotations

import errno
import platform
import struct

__all__ = ["filter_program"]

# linux/audit.h, and the numbers of asm/unistd_64.h and asm-generic/unistd.h.
_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_FORBIDDEN = {
    # memory that is charged to nobody
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "shmat": (30, 196),
    "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    # namespaces and mounts
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "move_mount": (429, 429), "open_tree": (428, 428), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    # other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    # large parts of the kernel that no lesson needs
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "fanotify_init": (300, 262), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    "acct": (163, 89), "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142), "syslog": (103, 116),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266),
}  # fmt: skip
_CLONE, _CLONE3, _SOCKET, _MMAP = (56, 220), (435, 435), (41, 198), (9, 222)
_NEW_NAMESPACE = 0x7E020000
_UNIX = 1  # a socket between its own processes; the outside has none that it could name
_SHARED_BY_NOBODY = 0x21  # MAP_SHARED and MAP_ANONYMOUS: it can be held without being counted
_X32 = 0x40000000  # a second set of numbers of the same machine

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT, _FOURTH_ARGUMENT = (
    0,
    4,
    16,
    40,
)  # where they lie in struct seccomp_data; both machines are little-endian
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000


def filter_program(machine: str = "") -> bytes | None:
    """Return the filter as the kernel reads it; None for a machine that it is not written for.

    Parameters
    ----------
    machine
        ``x86_64`` or ``aarch64``; this one where empty.
    """
    machine = machine or platform.machine()
    if machine not in _MACHINES:
        return None
    column = list(_MACHINES).index(machine)
    refuse = _REFUSE | errno.EPERM
    program = [
        _step(_LOAD, value=_MACHINE),
        _step(_EQUAL, 1, 0, _MACHINES[machine]),
        _step(_RETURN, value=_KILL),
        _step(_LOAD, value=_NUMBER),
        _step(_AT_LEAST, 0, 1, _X32),
        _step(_RETURN, value=refuse),
    ]
    for numbers in _FORBIDDEN.values():
        program += [_step(_EQUAL, 0, 1, numbers[column]), _step(_RETURN, value=refuse)]
    # clone3 keeps its flags where a filter cannot see them: as on a kernel that has none, callers fall back to clone.
    program += [_step(_EQUAL, 0, 1, _CLONE3[column]), _step(_RETURN, value=_REFUSE | errno.ENOSYS)]
    program += [
        _step(_EQUAL, 0, 4, _CLONE[column]),
        _step(_LOAD, value=_FIRST_ARGUMENT),
        _step(_ANY_BIT, 0, 1, _NEW_NAMESPACE),
        _step(_RETURN, value=refuse),
        _step(_RETURN, value=_ALLOW),
        _step(_EQUAL, 0, 5, _MMAP[column]),
        _step(_LOAD, value=_FOURTH_ARGUMENT),
        _step(_AND, value=_SHARED_BY_NOBODY),
        _step(_EQUAL, 0, 1, _SHARED_BY_NOBODY),
        _step(_RETURN, value=refuse),
        _step(_RETURN, value=_ALLOW),
        _step(_EQUAL, 0, 3, _SOCKET[column]),
        _step(_LOAD, value=_FIRST_ARGUMENT),
        _step(_EQUAL, 1, 0, _UNIX),
        _step(_RETURN, value=_REFUSE | errno.EACCES),
        _step(_RETURN, value=_ALLOW),
    ]
    return b"".join(program)


def _step(code: int, yes: int = 0, no: int = 0, value: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
