package org.arcoforge.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A filled gap is a position of the pattern without values that the recipe's policy allows to be
 * empty.
 *
 * @param url of the file, without secrets
 * @param position its place in the pattern, as messages name it
 * @param variable the variable that the file lacks; empty if the file itself is missing
 * @param policy the line of the recipe that allows it, as {@code missing_files: fill}
 */
public record FilledGap(String url, String position, String variable, String policy) {
  /** Returns all of it as plain JSON. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", url);
    json.put("position", position);
    if (!variable.isEmpty()) {
      json.put("variable", variable);
    }
    json.put("policy", policy);
    return json;
  }
}
