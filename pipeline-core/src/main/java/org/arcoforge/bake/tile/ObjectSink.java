package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.arcoforge.commit.IntermediateFolder;
import org.arcoforge.commit.Receipt;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedObject;
import org.arcoforge.store.ObjectDraft;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayEncoder;
import org.jspecify.annotations.Nullable;

/** Puts encoded objects into their store, each once. Safe for many threads. */
final class ObjectSink {
  /** What part of the memory for tiles objects may take that are on their way. */
  private static final int UNDER_WAY = 8;

  private final ObjectStore target;
  private final boolean isResult; // and no intermediate
  private final @Nullable GrowingStore growing; // null where the store is this run's own
  private final Semaphore underWay; // bytes of objects on their way to a remote store
  private final int mostUnderWay;

  ObjectSink(Plan plan, ObjectStore target, boolean isResult, @Nullable GrowingStore growing) {
    this.target = target;
    this.isResult = isResult;
    this.growing = growing;
    this.mostUnderWay = (int) Math.min(Integer.MAX_VALUE, plan.memory().tiles() / UNDER_WAY);
    this.underWay = new Semaphore(mostUnderWay);
  }

  /**
   * Begins an object that is written as it is encoded; empty where all of its bytes are wanted at
   * once.
   */
  Optional<ObjectDraft> draft(int head) throws IOException {
    return isResult && growing == null ? target.draft(head) : Optional.empty();
  }

  /** Puts an object that was written as it was encoded. */
  static Receipt.Written put(ObjectDraft draft, String key, ArrayEncoder.Encoded head)
      throws IOException {
    ObjectInfo info = draft.create(key, head.bytes());
    return new Receipt.Written(key, info.size(), info.crc32c());
  }

  /**
   * Puts an object.
   *
   * @param free told when the bytes are not needed any more, which may be while the object is on
   *     its way
   */
  Receipt.Written put(
      PlannedArray array,
      PlannedObject place,
      String key,
      ArrayEncoder.Encoded object,
      Runnable free)
      throws IOException {
    if (!target.isRemote()) {
      Receipt.Written written = create(array, place, key, object.bytes(), object.length());
      free.run();
      return written;
    }
    byte[] bytes = Arrays.copyOf(object.bytes(), object.length());
    free.run();
    return send(array, place, key, bytes);
  }

  /** Nobody stands in for who waits here: more must not be encoded than can be sent. */
  private Receipt.Written send(PlannedArray array, PlannedObject place, String key, byte[] bytes)
      throws IOException {
    int room = Math.min(mostUnderWay, bytes.length);
    underWay.acquireUninterruptibly(room);
    try {
      return create(array, place, key, bytes, bytes.length);
    } finally {
      underWay.release(room);
    }
  }

  /** Puts an object at once. */
  Receipt.Written create(
      PlannedArray array, PlannedObject place, String key, byte[] bytes, int length)
      throws IOException {
    Receipt.Written written = Receipt.Written.of(key, bytes, length);
    ObjectInfo info;
    if (growing != null) {
      info = growing.write(array, place, written, bytes);
    } else if (isResult) {
      info = target.create(key, bytes, 0, length);
    } else {
      info = IntermediateFolder.create(target, key, bytes, length);
    }
    if (!written.agrees(info)) {
      throw new ObjectExistsException(
          target.url(key)
              + ": "
              + length
              + " bytes with crc32c "
              + written.crc32c()
              + " were written, but the store says "
              + info);
    }
    return written;
  }
}
