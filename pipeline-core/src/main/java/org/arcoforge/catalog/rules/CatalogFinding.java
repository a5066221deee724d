package org.arcoforge.catalog.rules;

/**
 * A catalog finding is one place of a document where a rule does not hold.
 *
 * @param rule id of the rule, as {@code geometry.bbox-order}
 * @param severity of the rule
 * @param collection id of the collection that it concerns; empty for the root
 * @param url of the document
 * @param pointer where in it, as a JSON pointer (RFC 6901); empty for the whole
 * @param expected what should stand there
 * @param found what does
 * @param fix what to do about it
 */
public record CatalogFinding(
    String rule,
    RuleSeverity severity,
    String collection,
    String url,
    String pointer,
    String expected,
    String found,
    String fix) {

  /** Returns what was expected and found, in one sentence. */
  public String message() {
    return found.isEmpty() ? expected : "expected " + expected + ", found " + found;
  }
}
