"""`python -m narrate`."""

from narrate.cli import program

if __name__ == "__main__":
    program()
