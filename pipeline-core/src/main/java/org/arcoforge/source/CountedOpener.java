package org.arcoforge.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Opens sources whose bytes are counted, in whichever thread they are read. */
public final class CountedOpener extends ForwardingOpener {
  private final LongAdder bytes;

  /** Adds the bytes of all that it opens to a sum. */
  public CountedOpener(SourceOpener opener, LongAdder bytes) {
    super(opener);
    this.bytes = bytes;
  }

  @Override
  public ByteSource open(String url) throws IOException {
    return new CountedSource(opener.open(url), bytes);
  }

  @Override
  public <T> T fetch(String url, Body<T> body) throws IOException {
    return opener.fetch(url, stream -> body.read(new Counted(stream)));
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      bytes.add(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = in.read(target, offset, length);
      bytes.add(Math.max(0, n));
      return n;
    }
  }
}
