package org.arcoforge.beam;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.source.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A shared order is a bake's order as the steps of its pipeline hold it: all steps in one process
 * have the same object, however often a runner copies them by writing and reading them. Reading the
 * many records of an order makes the JVM generate hundreds of classes, a noticeable part of a short
 * bake.
 */
final class SharedOrder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Orders of this process by the digests of their bytes, while any step has them. */
  private static final Map<String, WeakReference<BakeOrder>> KNOWN = new HashMap<>(); // guarded

  private transient BakeOrder order;
  private transient @Nullable Written written; // guarded by this

  SharedOrder(BakeOrder order) {
    this.order = order;
  }

  private record Written(byte[] bytes, String digest) {}

  BakeOrder get() {
    return order;
  }

  private synchronized Written written() throws IOException {
    Written known = written;
    if (known == null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(order);
      }
      known = new Written(bytes.toByteArray(), new Sha256().add(bytes.toByteArray()).hex());
      written = known;
      synchronized (KNOWN) {
        KNOWN.values().removeIf(held -> held.get() == null);
        KNOWN.putIfAbsent(known.digest(), new WeakReference<>(order));
      }
    }
    return known;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    Written bytes = written();
    out.defaultWriteObject();
    out.writeUTF(bytes.digest());
    out.writeInt(bytes.bytes().length);
    out.write(bytes.bytes());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    String digest = in.readUTF();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    order = known(digest, bytes);
    written = new Written(bytes, digest);
  }

  private static BakeOrder known(String digest, byte[] bytes)
      throws IOException, ClassNotFoundException {
    synchronized (KNOWN) {
      WeakReference<BakeOrder> held = KNOWN.get(digest);
      BakeOrder known = held == null ? null : held.get();
      if (known == null) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
          known = Objects.requireNonNull((BakeOrder) in.readObject());
        }
        KNOWN.put(digest, new WeakReference<>(known));
      }
      return known;
    }
  }
}
