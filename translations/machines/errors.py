"""What a machine's failure means for the person who pressed the button."""


class MachineError(Exception):
    """Why there is no translation, in a sentence."""
