"""The list a class keeps of its cases."""


class Cases:
    def __init__(self):
        self.cases = []

    def __call__(self, name, ends=None):
        """A case as a function of its trial. `ends` where it is neither read, mended, skipped nor refused."""
        def add(function):
            self.cases.append((name, ends, function))
            return function
        return add

    def add(self, name, function, ends=None):
        self.cases.append((name, ends, function))
