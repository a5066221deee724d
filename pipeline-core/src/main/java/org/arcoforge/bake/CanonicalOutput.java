package org.arcoforge.bake;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Java serialization that gives equal values equal bytes. By itself it also tells whether two equal
 * texts are one object or two, which depends on what went through a coder and in which thread.
 */
final class CanonicalOutput extends ObjectOutputStream {
  /** Values of one class, by themselves. */
  private final Map<Class<?>, Map<Object, Object>> known = new HashMap<>();

  CanonicalOutput(OutputStream out) throws IOException {
    super(out);
    enableReplaceObject(true);
  }

  @Override
  protected Object replaceObject(Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Record) {
      Object first =
          known.computeIfAbsent(value.getClass(), c -> new HashMap<>()).putIfAbsent(value, value);
      return first == null ? value : first;
    }
    return value;
  }
}
