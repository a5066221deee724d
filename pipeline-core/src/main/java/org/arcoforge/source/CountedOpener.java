package org.arcoforge.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Opens sources whose bytes are counted by the thread that reads them. */
public final class CountedOpener implements SourceOpener {
  private final SourceOpener opener;

  public CountedOpener(SourceOpener opener) {
    this.opener = opener;
  }

  @Override
  public ByteSource open(String url) throws IOException {
    return new CountedSource(opener.open(url));
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

  private static final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      CountedSource.count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = in.read(target, offset, length);
      CountedSource.count(Math.max(0, n));
      return n;
    }
  }
}
