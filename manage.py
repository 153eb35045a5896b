#!/usr/bin/env python
from zhifa.web.console import main

if __name__ == "__main__":
    main()
