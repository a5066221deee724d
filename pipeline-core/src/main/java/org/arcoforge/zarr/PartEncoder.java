package org.arcoforge.zarr;

import java.io.IOException;

/**
 * Encodes a large chunk part by part, as its bytes come, so that neither all of them nor a copy
 * need be in memory; the result is what {@link ArrayEncoder#encode} gives. Only {@link #compress}
 * may be called by several threads at once.
 */
public interface PartEncoder {
  /**
   * Bytes of a part, which stay in the processor's second-level cache while it is worked on; where
   * blocks are large a part is a multiple of it, and the last one has what is left.
   */
  int PART = 512 << 10;

  /** A body takes the bytes of a chunk behind its head, as they come. */
  interface Body {
    /** Appends bytes, which may be changed when this returns. */
    void append(byte[] bytes, int offset, int length) throws IOException;
  }

  /** Returns how many bytes the head has: those before what {@link #append} leaves. */
  int head();

  /** Gives what is appended to a body, rather than keep it in memory; to be called first. */
  void into(Body body);

  /** Returns the bytes of the chunk. */
  int length();

  /** Returns the bytes of the part that begins at a byte of the chunk. */
  int size(int at);

  /** Compresses a part, an array of just its bytes; it may not be the next one. */
  byte[] compress(byte[] part);

  /**
   * Appends the next part as {@link #compress} returned it.
   *
   * @return whether the chunk can still be made of parts: not if nothing is gained by compressing
   *     this one
   */
  boolean append(byte[] compressed) throws IOException;

  /**
   * Returns the chunk, when all parts are there, or its head if a body has the rest; valid until
   * the buffers are used again.
   */
  ArrayEncoder.Encoded end();
}
