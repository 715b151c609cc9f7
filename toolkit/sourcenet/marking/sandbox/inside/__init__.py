"""What runs in the box. These are programs, started by their path; nothing imports them but the tests."""
