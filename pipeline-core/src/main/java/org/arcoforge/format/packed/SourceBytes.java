package org.arcoforge.format.packed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.arcoforge.source.ByteSource;

/** Shows a source as the channel and the stream that libraries want; for one thread. */
final class SourceBytes implements SeekableByteChannel {
  private static final int STEP = 1 << 20;

  private final ByteSource source;
  private long position;

  SourceBytes(ByteSource source) {
    this.source = source;
  }

  /** Returns a stream from the first byte to the last. */
  static InputStream stream(ByteSource source) {
    SourceBytes bytes = new SourceBytes(source);
    return new java.io.BufferedInputStream(
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("read through a buffer");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : bytes.read(ByteBuffer.wrap(target, offset, length));
          }
        },
        STEP);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int n = (int) Math.min(Math.min(STEP, target.remaining()), source.size() - position);
    if (n <= 0) {
      return target.hasRemaining() ? -1 : 0;
    }
    if (target.hasArray()) {
      source.read(position, target.array(), target.arrayOffset() + target.position(), n);
      target.position(target.position() + n);
    } else {
      byte[] bytes = new byte[n];
      source.read(position, bytes, 0, n);
      target.put(bytes);
    }
    position += n;
    return n;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int write(ByteBuffer bytes) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // The source belongs to the caller.
  }
}
