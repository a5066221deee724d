package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the heap of variable-length values; keeps the collections read last, up to 16 MiB. */
final class GlobalHeap {
  private static final long LIMIT = 16L << 20;

  private record Collection(Map<Integer, Cursor> objects, long bytes) {}

  private final MetadataBytes file;
  private final Map<Long, Collection> cache = new LinkedHashMap<>(16, 0.75f, true);
  private long cached;

  GlobalHeap(MetadataBytes file) {
    this.file = file;
  }

  /** Returns the bytes that a heap identifier (address, index) refers to. */
  Cursor get(Cursor id) throws IOException {
    long address = id.offset();
    int index = (int) id.u32();
    Cursor object = collection(address).objects().get(index);
    if (object == null) {
      throw file.corrupt("heap object " + index + " at " + address + " does not exist");
    }
    return object.again();
  }

  /** Lets go of what is kept: hundreds of files may stay open that were only described. */
  synchronized void clear() {
    cache.clear();
    cached = 0;
  }

  private synchronized Collection collection(long address) throws IOException {
    Collection known = cache.get(address);
    if (known == null) {
      known = read(address);
      cache.put(address, known);
      cached += known.bytes();
      Iterator<Collection> eldest = cache.values().iterator();
      while (cached > LIMIT && cache.size() > 1) {
        cached -= eldest.next().bytes();
        eldest.remove();
      }
    }
    return known;
  }

  private Collection read(long address) throws IOException {
    Cursor head = file.read(address, 8L + file.lengthSize());
    head.signature("GCOL");
    head.skip(4);
    long size = head.length();
    Cursor in = file.read(address, size).skip(8L + file.lengthSize());
    Map<Integer, Cursor> objects = new HashMap<>();
    while (in.remaining() >= 8 + file.lengthSize()) {
      int index = in.u16();
      in.skip(6);
      long length = in.length();
      if (index == 0) {
        break; // the free space
      }
      objects.put(index, in.sub(length));
      in.skip(Math.min(-length & 7, in.remaining()));
    }
    return new Collection(objects, size);
  }
}
