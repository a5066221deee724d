"""The interoperability suite: cases, how they are baked, and what other people's readers see in the stores."""
