package org.arcoforge.runners;

import org.arcoforge.bake.Outcome;

/** This exception ends a command with a message and an exit code. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  CommandException(Outcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
