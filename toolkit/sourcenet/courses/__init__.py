"""Making what a class works with: the students' version of an assignment, a folder to work in."""
