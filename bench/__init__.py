"""How fast Samplan is: `make bench` measures it on believable municipalities and prints a table.

Nothing here asserts a time, and no test does: what is measured depends on the machine and on what
else it does. `docs/performance.md` tells what was measured where, and how to repeat it.
"""
