package org.arcoforge.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.impl.AbstractSftpClient;
import org.apache.sshd.sftp.client.impl.SftpInputStreamAsync;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** A session of SFTP, with many requests for one range under way. */
final class SftpSession implements RemoteSession {
  private final ClientSession session;
  private final SftpClient client;
  private final String advice;

  SftpSession(ClientSession session, SftpClient client, String advice) {
    this.session = session;
    this.client = client;
    this.advice = advice;
  }

  @Override
  public SourceVersion version(RemoteUrl url) throws IOException {
    try {
      return version(url, client.stat(path(url)));
    } catch (SftpException e) {
      throw told(url, e);
    }
  }

  private static SourceVersion version(RemoteUrl url, Attributes a) throws SourceException {
    if (a.isDirectory()) {
      throw new SourceException(url.shown(), "expected a file, found a folder", true);
    }
    return new SourceVersion(
        a.getSize(), "", a.getModifyTime() == null ? 0 : a.getModifyTime().toMillis());
  }

  private static String path(RemoteUrl url) {
    return url.path().isEmpty() ? "." : url.path();
  }

  @Override
  public void read(RemoteUrl url, SourceVersion version, long from, long length, Sink sink)
      throws IOException {
    if (length == 0) {
      return;
    }
    try (CloseableHandle handle = client.open(path(url), SftpClient.OpenMode.Read);
        InputStream in = stream(handle, url, from, from + length)) {
      byte[] buffer = new byte[1 << 16];
      for (long left = length; left > 0; ) {
        int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (n < 0) {
          return;
        }
        sink.accept(buffer, n);
        left -= n;
      }
    } catch (SftpException e) {
      throw told(url, e);
    }
  }

  /** Asks ahead of what was read, to the end and not beyond. */
  private InputStream stream(CloseableHandle handle, RemoteUrl url, long from, long end) {
    return new SftpInputStreamAsync(
        (AbstractSftpClient) client,
        SftpClient.IO_BUFFER_SIZE,
        from,
        end,
        url.path(),
        handle,
        false);
  }

  @Override
  public List<Entry> list(RemoteUrl folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try {
      for (DirEntry entry : client.readEntries(path(folder))) {
        String name = entry.getFilename();
        if (!name.matches("\\.\\.?") && name.indexOf('/') < 0) {
          Attributes a = entry.getAttributes();
          boolean link = a.isSymbolicLink();
          entries.add(new Entry(name, a.isDirectory() || link, a.isRegularFile() || link));
        }
      }
    } catch (SftpException e) {
      throw told(folder, e);
    }
    return entries;
  }

  private IOException told(RemoteUrl url, SftpException e) {
    String said = "SFTP " + e.getStatus() + " " + e.getMessage();
    return switch (e.getStatus()) {
      case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
          new SourceNotFoundException(url.shown(), said);
      case SftpConstants.SSH_FX_PERMISSION_DENIED ->
          new SourceException(url.shown(), said + "; access is refused: " + advice, true, e);
      case SftpConstants.SSH_FX_FAILURE,
          SftpConstants.SSH_FX_NO_CONNECTION,
          SftpConstants.SSH_FX_CONNECTION_LOST ->
          new TransientFailure(said, -1, false, e);
      default -> new SourceException(url.shown(), said, true, e);
    };
  }

  @Override
  public boolean isUsable() {
    return session.isOpen() && client.isOpen();
  }

  @Override
  public void close() {
    session.close(true);
  }
}
