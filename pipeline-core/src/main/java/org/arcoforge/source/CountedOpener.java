package org.arcoforge.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Opens sources whose bytes are counted, in whichever thread they are read. */
public final class CountedOpener implements SourceOpener {
  private final SourceOpener opener;
  private final LongAdder bytes;

  /** Adds the bytes of all that it opens to a sum. */
  public CountedOpener(SourceOpener opener, LongAdder bytes) {
    this.opener = opener;
    this.bytes = bytes;
  }

  @Override
  public ByteSource open(String url) throws IOException {
    return new CountedSource(opener.open(url), bytes);
  }

  @Override
  public boolean forget(String url, ByteSource damaged) throws IOException {
    return opener.forget(url, damaged);
  }

  @Override
  public void check(String url) throws SourceException {
    opener.check(url);
  }

  @Override
  public <T> T fetch(String url, Body<T> body) throws IOException {
    return opener.fetch(url, stream -> body.read(new Counted(stream)));
  }

  @Override
  public Optional<SourceVersion> version(String url) {
    return opener.version(url);
  }

  @Override
  public List<String> glob(String pattern) throws IOException {
    return opener.glob(pattern);
  }

  @Override
  public void close() {
    opener.close();
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
