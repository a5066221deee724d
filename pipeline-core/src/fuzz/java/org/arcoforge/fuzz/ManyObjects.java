package org.arcoforge.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;
import org.arcoforge.source.SourceOpener;

/** A web server's files in memory, by what follows the base in their URLs. */
class ManyObjects implements SourceOpener {
  private final String base;
  private final Map<String, byte[]> files;

  ManyObjects(String base, Map<String, byte[]> files) {
    this.base = base;
    this.files = files;
  }

  private byte[] file(String url) throws SourceException {
    byte[] bytes = url.startsWith(base) ? files.get(url.substring(base.length())) : null;
    if (bytes == null) {
      throw new SourceNotFoundException(url, "HTTP 404");
    }
    return bytes;
  }

  @Override
  public ByteSource open(String url) throws IOException {
    return new FuzzBytes(url, file(url));
  }

  @Override
  public <T> T fetch(String url, Body<T> body) throws IOException {
    byte[] bytes = file(url);
    try {
      return body.read(new ByteArrayInputStream(bytes));
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) { // what another attempt may cure, after the attempts
      throw new SourceException(url, String.valueOf(e.getMessage()), false, e);
    }
  }

  @Override
  public List<String> glob(String pattern) throws IOException {
    throw new SourceException(pattern, "web servers do not list folders", true);
  }

  @Override
  public void close() {}
}
