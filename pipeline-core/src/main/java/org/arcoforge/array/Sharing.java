package org.arcoforge.array;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes equal parts of many descriptions one object. Other than by their own equality, attributes
 * and variables count as equal only if their order is the same, so that sharing changes nothing.
 * Not for several threads at once.
 */
public final class Sharing {
  /** More are forgotten, as what no two have in common need not be remembered. */
  private static final int MOST = 200_000;

  private final Map<Object, Object> known = new HashMap<>();

  /**
   * A key finds parts that are shared already by their identity; {@code kind} tells lists apart.
   */
  private record Key(Object kind, List<Identity> parts) {}

  private static final class Identity {
    private final Object object;

    Identity(Object object) {
      this.object = object;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Identity i && object == i.object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }

  private @Nullable Object remember(Object key, Object value) {
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.putIfAbsent(key, value);
  }

  /** Returns the first of all objects that equal this one. */
  public <T> T of(T object) {
    @SuppressWarnings("unchecked") // equal objects are of one class: texts, records, lists of these
    T first = (T) remember(object, object);
    return first == null ? object : first;
  }

  /**
   * Returns the first whole that was made of the same parts.
   *
   * @param kind tells wholes of the same parts apart
   * @param parts that this sharing gave out
   */
  public <T> T of(Object kind, List<?> parts, T whole) {
    Key key = new Key(kind, parts.stream().map(Identity::new).toList());
    @SuppressWarnings("unchecked") // the caller keeps one kind for each class
    T first = (T) remember(key, whole);
    return first == null ? whole : first;
  }

  /** Returns the map with shared names and values; the values by a function that shares them. */
  public <V> NamedValues<V> of(NamedValues<V> map, UnaryOperator<V> share) {
    NamedValues.Names names = of(map.names());
    Object[] values = new Object[map.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = share.apply(map.at(i));
    }
    return of(names, List.of(values), map.with(names, values));
  }

  /** Returns the map with shared names only. */
  public <V> NamedValues<V> named(NamedValues<V> map) {
    Object[] values = new Object[map.size()];
    java.util.Arrays.setAll(values, map::at);
    return map.with(of(map.names()), values);
  }

  /** Returns attributes with shared values. */
  public Attributes of(Attributes attributes) {
    NamedValues<AttributeValue> values = of(attributes.values(), this::of);
    return of(Attributes.class, List.of(values), attributes.with(values));
  }

  /** Returns a variable with shared parts. */
  public Variable of(Variable v) {
    Attributes attributes = of(v.attributes());
    List<Dimension> dimensions = of(v.dimensions());
    String name = of(v.name());
    return of(
        v.type(),
        List.of(name, dimensions, attributes),
        new Variable(name, v.type(), dimensions, attributes));
  }
}
