package org.arcoforge.stac;

/**
 * A catalog problem is something wrong in a catalog's document.
 *
 * @param rule short name of what does not hold, as {@code link.dangling}
 * @param url the document
 * @param pointer where in it, as a JSON pointer (RFC 6901); empty for the whole
 * @param message what was expected and what was found
 * @param hint what to do; empty if there is nothing to say
 */
public record CatalogProblem(String rule, String url, String pointer, String message, String hint) {
  /** Returns the problem in one line: {@code url#pointer: message (hint)}. */
  @Override
  public String toString() {
    return url
        + (pointer.isEmpty() ? "" : "#" + pointer)
        + ": "
        + message
        + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
