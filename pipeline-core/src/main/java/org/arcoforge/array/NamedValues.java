package org.arcoforge.array;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * This is an immutable map that keeps the order in which it was made. Maps with the same names can
 * share them, and are then no larger than an array: archives have a million headers that differ in
 * a value or two. Equality is that of maps and does not look at the order.
 *
 * @param <V> type of the values, which are never null
 */
public final class NamedValues<V> extends AbstractMap<String, V> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Names names;
  private final Object[] values;

  private NamedValues(Names names, Object[] values) {
    this.names = names;
    this.values = values;
  }

  /**
   * The names of a map are kept in their order; two lists are equal only if that is the same, too.
   */
  public static final class Names implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int FEW = 6;

    private final String[] all;
    private transient @Nullable Map<String, Integer> places;

    private Names(String[] all) {
      this.all = all;
    }

    private int place(Object name) {
      if (all.length <= FEW) {
        for (int i = 0; i < all.length; i++) {
          if (all[i].equals(name)) {
            return i;
          }
        }
        return -1;
      }
      Map<String, Integer> known = places;
      if (known == null) { // two threads may both make it
        known = new HashMap<>();
        for (int i = 0; i < all.length; i++) {
          known.put(all[i], i);
        }
        places = known;
      }
      return known.getOrDefault(name, -1);
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Names n && java.util.Arrays.equals(all, n.all);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(all);
    }
  }

  /** Returns a copy of a map, in its order; the map itself if it is one of these. */
  public static <V> NamedValues<V> copyOf(Map<String, ? extends V> map) {
    if (map instanceof NamedValues<?> same) {
      @SuppressWarnings("unchecked") // it cannot be changed, so its values may be seen as any V
      NamedValues<V> values = (NamedValues<V>) same;
      return values;
    }
    String[] names = new String[map.size()];
    Object[] values = new Object[names.length];
    int n = 0;
    for (Map.Entry<String, ? extends V> e : map.entrySet()) {
      names[n] = e.getKey();
      values[n++] = java.util.Objects.requireNonNull(e.getValue());
    }
    return new NamedValues<>(new Names(names), values);
  }

  /** Returns its names. */
  public Names names() {
    return names;
  }

  /** Returns the same with equal names and values that are shared with others. */
  NamedValues<V> with(Names sharedNames, Object[] sharedValues) {
    return new NamedValues<>(sharedNames, sharedValues);
  }

  /** Returns the value in that place. */
  @SuppressWarnings("unchecked") // only values of the type are ever put in
  V at(int place) {
    return (V) values[place];
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return name != null && names.place(name) >= 0;
  }

  @Override
  public @Nullable V get(@Nullable Object name) {
    int place = name == null ? -1 : names.place(name);
    return place < 0 ? null : at(place);
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public Iterator<Map.Entry<String, V>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, V>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < values.length;
    }

    @Override
    public Map.Entry<String, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, V> entry = Map.entry(names.all[next], at(next));
      next++;
      return entry;
    }
  }
}
