package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one object of a document by key; what is asked for and not there, or of
 * another kind, is refused with its place. Keys that nobody asks for are ignored.
 */
final class Members {
  private final Map<?, ?> values;
  private final String place;

  /**
   * Makes an object's members.
   *
   * @param place where the object is, for messages, as {@code /arrays/0}; empty for the document
   */
  Members(Map<?, ?> values, String place) {
    this.values = values;
    this.place = place;
  }

  /** Returns where a member is, for messages. */
  String place(String key) {
    return place + "/" + key;
  }

  boolean has(String key) {
    return values.get(key) != null;
  }

  /** Returns keys in the order of the document. */
  List<String> keys() {
    return values.keySet().stream().map(String::valueOf).toList();
  }

  /** Returns what belongs to a key. */
  Object value(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw wrong(key, "a value");
    }
    return value;
  }

  String text(String key) {
    return values.get(key) instanceof String text ? text : refused(key, "a text");
  }

  /** Returns the text of a key; the other if there is no such key. */
  String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  long whole(String key) {
    return values.get(key) instanceof Long n ? n : refused(key, "a whole number");
  }

  /** Returns the number of a key; the other if there is no such key. */
  long whole(String key, long otherwise) {
    return has(key) ? whole(key) : otherwise;
  }

  double number(String key) {
    return values.get(key) instanceof Number n ? n.doubleValue() : refused(key, "a number");
  }

  /** Returns whether there is such a key and it says true. */
  boolean isTrue(String key) {
    if (!has(key)) {
      return false;
    }
    return values.get(key) instanceof Boolean truth ? truth : refused(key, "true or false");
  }

  List<?> list(String key) {
    return values.get(key) instanceof List<?> list ? list : refused(key, "a list");
  }

  List<Long> wholes(String key) {
    List<Long> all = new ArrayList<>();
    for (Object item : list(key)) {
      all.add(item instanceof Long n ? n : refused(key, "a list of whole numbers"));
    }
    return all;
  }

  /** Returns the texts of a key; none if there is no such key. */
  List<String> texts(String key) {
    List<String> all = new ArrayList<>();
    for (Object item : has(key) ? list(key) : List.of()) {
      all.add(item instanceof String text ? text : refused(key, "a list of texts"));
    }
    return all;
  }

  Members members(String key) {
    return values.get(key) instanceof Map<?, ?> map
        ? new Members(map, place(key))
        : refused(key, "an object");
  }

  /** Returns the members of a key; none if there is no such key. */
  Members membersOrNone(String key) {
    return has(key) ? members(key) : new Members(Map.of(), place(key));
  }

  /** Returns the objects in the list of a key; none if there is no such key. */
  List<Members> each(String key) {
    List<Members> all = new ArrayList<>();
    for (Object item : has(key) ? list(key) : List.of()) {
      all.add(
          item instanceof Map<?, ?> map
              ? new Members(map, place(key) + "/" + all.size())
              : refused(key, "a list of objects"));
    }
    return all;
  }

  /** Returns all of it, as plain values. */
  Map<?, ?> plain() {
    return values;
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
  private <T> T refused(String key, String expected) {
    throw wrong(key, expected);
  }

  private IllegalArgumentException wrong(String key, String expected) {
    @Nullable Object found = values.get(key);
    String text = String.valueOf(found);
    return new IllegalArgumentException(
        "expected "
            + expected
            + " at "
            + place(key)
            + ", found "
            + (found == null ? "nothing" : text.substring(0, Math.min(80, text.length()))));
  }
}
