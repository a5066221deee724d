package org.arcoforge.array;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * This is an immutable map of named attributes in the order of their source. Equality does not look
 * at the order.
 */
public final class Attributes implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Attributes EMPTY = new Attributes(Map.of());

  private final NamedValues<AttributeValue> values;

  private Attributes(Map<String, AttributeValue> values) {
    this.values = NamedValues.copyOf(values);
  }

  NamedValues<AttributeValue> values() {
    return values;
  }

  /** Returns the same with values that are shared with others. */
  @SuppressWarnings("ReferenceEquality") // equal ones are to become the shared ones
  Attributes with(NamedValues<AttributeValue> shared) {
    return shared == values ? this : new Attributes(shared);
  }

  /** Returns none at all. */
  public static Attributes empty() {
    return EMPTY;
  }

  /** Returns those of the map, in its order. */
  public static Attributes of(Map<String, AttributeValue> values) {
    return new Attributes(values);
  }

  /** Returns the attribute of that name. */
  public Optional<AttributeValue> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Returns the attribute of that name if it is one text. */
  public Optional<String> text(String name) {
    return get(name).filter(AttributeValue::isText).map(AttributeValue::text);
  }

  /** Returns whether there is one of that name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns all names, in order. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Returns all, in order; not to be changed. */
  public Map<String, AttributeValue> asMap() {
    return values;
  }

  /** Returns these and one more, or one replaced in its place. */
  public Attributes with(String name, AttributeValue value) {
    LinkedHashMap<String, AttributeValue> copy = new LinkedHashMap<>(values);
    copy.put(name, value);
    return new Attributes(copy);
  }

  /** Returns these and a text. */
  public Attributes with(String name, String text) {
    return with(name, AttributeValue.of(text));
  }

  /** Returns these without some. */
  public Attributes without(String... names) {
    LinkedHashMap<String, AttributeValue> copy = new LinkedHashMap<>(values);
    for (String name : names) {
      copy.remove(name);
    }
    return new Attributes(copy);
  }

  /** Returns these as both JSON and every netCDF library can hold them. */
  public Attributes portable() {
    LinkedHashMap<String, AttributeValue> portable = new LinkedHashMap<>();
    values.forEach((name, value) -> portable.put(name, value.portable()));
    return portable.equals(values) ? this : new Attributes(portable);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Attributes a && values.equals(a.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
