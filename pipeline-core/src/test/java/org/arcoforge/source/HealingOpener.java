package org.arcoforge.source;

import java.io.IOException;

/** Opens what another one opens, and does something when a file is let go of. */
final class HealingOpener extends ForwardingOpener {
  private final Runnable heal;

  HealingOpener(SourceOpener opener, Runnable heal) {
    super(opener);
    this.heal = heal;
  }

  @Override
  public boolean forget(String url, ByteSource damaged) throws IOException {
    boolean again = opener.forget(url, damaged);
    heal.run();
    return again;
  }

  @Override
  public void close() {}
}
