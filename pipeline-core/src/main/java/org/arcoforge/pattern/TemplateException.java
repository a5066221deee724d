package org.arcoforge.pattern;

/** This exception says that one place of a URL template is wrong. */
public final class TemplateException extends IllegalArgumentException {
  private final int offset;
  private final String fault;
  private final String hint;

  TemplateException(int offset, String fault, String hint) {
    super(fault + " at column " + (offset + 1) + " of the template (" + hint + ")");
    this.offset = offset;
    this.fault = fault;
    this.hint = hint;
  }

  /** Returns the zero-based offset in the template's text, in UTF-16 units. */
  public int offset() {
    return offset;
  }

  /** Returns what was expected and what was found, without the place. */
  public String fault() {
    return fault;
  }

  /** Returns what to write instead. */
  public String hint() {
    return hint;
  }
}
