"""`python -m lkj`."""

from lkj.cli import main

if __name__ == "__main__":
    main()
