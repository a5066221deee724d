package org.arcoforge.yaml;

import java.io.Serializable;

/**
 * A problem is one thing that is wrong in a feedstock.
 *
 * @param file path as the user gave it
 * @param line from 1
 * @param column from 1
 * @param message what was expected and what was found
 * @param hint what to write instead; empty if there is nothing to say
 */
public record Problem(String file, int line, int column, String message, String hint)
    implements Serializable {
  /** Returns the problem as compilers print it: {@code file:line:column: message (hint)}. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + message
        + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
