package org.arcoforge.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.arcoforge.store.ObjectStore;

/** Does what another opener does; its subclasses change what they are for. */
abstract class ForwardingOpener implements SourceOpener {
  final SourceOpener opener;

  ForwardingOpener(SourceOpener opener) {
    this.opener = opener;
  }

  @Override
  public ByteSource open(String url) throws IOException {
    return opener.open(url);
  }

  @Override
  public Optional<SourceVersion> version(String url) {
    return opener.version(url);
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
  public List<String> glob(String pattern) throws IOException {
    return opener.glob(pattern);
  }

  @Override
  public <T> T fetch(String url, Body<T> body) throws IOException {
    return opener.fetch(url, body);
  }

  @Override
  public ObjectStore store(String url) throws IOException {
    return opener.store(url);
  }

  @Override
  public List<String> notices() {
    return opener.notices();
  }

  @Override
  public FetchCounts takeCounts() {
    return opener.takeCounts();
  }

  @Override
  public void close() {
    opener.close();
  }
}
