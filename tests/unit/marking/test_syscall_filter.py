"""The filter of system calls, read as the kernel reads it: for both machines, on any machine."""

from __future__ import annotations

import errno
import struct

import pytest

from sourcenet.marking.sandbox.syscalls import filter_program

ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
READ, CLONE, CLONE3, SOCKET, MMAP = (0, 63), (56, 220), (435, 435), (41, 198), (9, 222)
NEW_USER, SIGCHLD, THREAD = 0x10000000, 17, 0x3D0F00
UNIX, INET, VSOCK = 1, 2, 40


def answer(machine: str, number: int, *arguments: int, on: int | None = None) -> int:
    """Run the filter on one call."""
    program = filter_program(machine)
    assert program is not None
    steps = list(struct.iter_unpack("=HBBI", program))
    called = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, MACHINES[machine] if on is None else on, 0, *called)
    held, at = 0, 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == 0x20:
            (held,) = struct.unpack_from("<I", data, value)
        elif code == 0x54:
            held &= value
        elif code == 0x06:
            return value
        else:
            true = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[code]
            at += yes if true else no


@pytest.mark.parametrize("machine", MACHINES)
def test_what_a_notebook_does_is_allowed_and_what_leads_out_is_not(machine: str) -> None:
    column = list(MACHINES).index(machine)
    refused = REFUSE | errno.EPERM
    assert answer(machine, READ[column]) == ALLOW
    assert answer(machine, CLONE[column], SIGCHLD) == answer(machine, CLONE[column], THREAD) == ALLOW
    assert answer(machine, CLONE[column], SIGCHLD | NEW_USER) == refused
    assert answer(machine, CLONE3[column]) == REFUSE | errno.ENOSYS, "so that callers fall back to clone"
    assert answer(machine, SOCKET[column], UNIX) == ALLOW
    assert answer(machine, SOCKET[column], INET) == answer(machine, SOCKET[column], VSOCK) == REFUSE | errno.EACCES
    private, shared, of_a_file = 0x22, 0x21, 0x01
    assert answer(machine, MMAP[column], 0, 4096, 3, private) == answer(machine, MMAP[column], 0, 4096, 3, of_a_file) == ALLOW
    assert answer(machine, MMAP[column], 0, 4096, 3, shared) == answer(machine, MMAP[column], 0, 4096, 3, 0x23) == refused
    for name, numbers in {"unshare": (272, 97), "mount": (165, 40), "ptrace": (101, 117), "memfd_create": (319, 279)}.items():
        assert answer(machine, numbers[column]) == refused, name


@pytest.mark.parametrize("machine", MACHINES)
def test_another_set_of_numbers_is_no_way_round(machine: str) -> None:
    assert answer(machine, 0, on=0x40000003) == KILL, "the 32-bit calls of the same machine"
    assert answer(machine, 0x40000000 | 56) == REFUSE | errno.EPERM


def test_no_box_is_promised_where_there_is_no_filter() -> None:
    assert filter_program("riscv64") is None
