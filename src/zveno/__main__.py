"""`python -m zveno` is the same as the installed command `zveno`."""

from zveno.config.command import main

main()
