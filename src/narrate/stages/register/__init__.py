"""register, in pieces; `register.register` is the stage."""
