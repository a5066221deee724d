package org.arcoforge.text;

import java.util.regex.Pattern;

/** A shell word is an argument of a command that is shown to people, as a POSIX shell reads it. */
public final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:@%+,=-]+");

  private ShellWord() {}

  /** Returns the argument as it is where a shell takes it so, else within single quotes. */
  public static String of(Object argument) {
    String text = argument.toString();
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
