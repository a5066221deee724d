package org.arcoforge.source;

import java.io.IOException;
import java.util.List;

/** Opens what another one opens, and does something when a file is let go of. */
final class HealingOpener implements SourceOpener {
  private final SourceOpener opener;
  private final Runnable heal;

  HealingOpener(SourceOpener opener, Runnable heal) {
    this.opener = opener;
    this.heal = heal;
  }

  @Override
  public ByteSource open(String url) throws IOException {
    return opener.open(url);
  }

  @Override
  public boolean forget(String url, ByteSource damaged) throws IOException {
    boolean again = opener.forget(url, damaged);
    heal.run();
    return again;
  }

  @Override
  public <T> T fetch(String url, Body<T> body) throws IOException {
    return opener.fetch(url, body);
  }

  @Override
  public List<String> glob(String pattern) throws IOException {
    return opener.glob(pattern);
  }

  @Override
  public void close() {}
}
