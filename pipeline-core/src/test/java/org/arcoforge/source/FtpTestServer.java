package org.arcoforge.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;

/** Apache's server of FTP, at a free port of 127.0.0.1, with faults on request. */
public final class FtpTestServer implements AutoCloseable {
  public static final String USER = "reader";
  public static final String PASSWORD = "pa55-of-the-ftp-tests";

  private final FtpServer server;
  private final int port;
  final AtomicInteger logins = new AtomicInteger();
  final AtomicInteger downloads = new AtomicInteger();

  /** Downloads to break, each after half of what is left. */
  final AtomicInteger cuts = new AtomicInteger();

  /** How a server differs from the usual one. */
  record Config(String passiveAddress, Path keystore, boolean implicit) {
    static final Config PLAIN = new Config("", Path.of(""), false);
  }

  public FtpTestServer(Path folder) throws FtpException {
    this(folder, Config.PLAIN);
  }

  FtpTestServer(Path folder, Config config) throws FtpException {
    FtpServerFactory factory = new FtpServerFactory();
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress("127.0.0.1");
    listener.setPort(0);
    boolean secure = !config.keystore().toString().isEmpty();
    if (secure) {
      SslConfigurationFactory ssl = new SslConfigurationFactory();
      ssl.setKeystoreFile(config.keystore().toFile());
      ssl.setKeystorePassword("changeit");
      listener.setSslConfiguration(ssl.createSslConfiguration());
      listener.setImplicitSsl(config.implicit());
    }
    if (!config.passiveAddress().isEmpty()) {
      DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
      data.setPassiveExternalAddress(config.passiveAddress());
      data.setPassiveAddress("127.0.0.1");
      listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
      CommandFactoryFactory commands = new CommandFactoryFactory();
      commands.addCommand(
          "EPSV",
          (session, context, request) -> session.write(new DefaultFtpReply(502, "Unknown.")));
      factory.setCommandFactory(commands.createCommandFactory());
    }
    factory.addListener("default", listener.createListener());
    ConnectionConfigFactory connections = new ConnectionConfigFactory();
    connections.setAnonymousLoginEnabled(true);
    connections.setLoginFailureDelay(0);
    factory.setConnectionConfig(connections.createConnectionConfig());
    for (String name : List.of("anonymous", USER)) {
      BaseUser user = new BaseUser();
      user.setName(name);
      user.setPassword(PASSWORD);
      user.setHomeDirectory(folder.toString());
      factory.getUserManager().save(user);
    }
    factory.setFileSystem(new Breaking());
    factory.getFtplets().put("counts", new Counting());
    server = factory.createServer();
    server.start();
    port = factory.getListener("default").getPort();
  }

  public int port() {
    return port;
  }

  public String url(String path) {
    return "ftp://127.0.0.1:" + port + path;
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Counting extends DefaultFtplet {
    @Override
    public FtpletResult onLogin(FtpSession session, FtpRequest request) {
      logins.incrementAndGet();
      return FtpletResult.DEFAULT;
    }

    @Override
    public FtpletResult onDownloadStart(FtpSession session, FtpRequest request) {
      downloads.incrementAndGet();
      return FtpletResult.DEFAULT;
    }
  }

  /** The files of a folder, whose streams may break. */
  private final class Breaking implements FileSystemFactory {
    private final NativeFileSystemFactory files = new NativeFileSystemFactory();

    @Override
    public FileSystemView createFileSystemView(User user) throws FtpException {
      return wrapped(FileSystemView.class, files.createFileSystemView(user));
    }

    private <T> T wrapped(Class<T> type, T real) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                Object result = method.invoke(real, arguments);
                if (result instanceof FtpFile file && method.getName().equals("getFile")) {
                  return wrapped(FtpFile.class, file);
                }
                if (result instanceof InputStream in
                    && cuts.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                  return new Cut(in, in.available() / 2);
                }
                return result;
              }));
    }
  }

  private static final class Cut extends FilterInputStream {
    private int left;

    Cut(InputStream in, int left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new IOException("cut by the test");
      }
      int n = super.read(target, offset, Math.min(length, left));
      left -= Math.max(0, n);
      return n;
    }
  }

  /** A keystore with a new certificate for a name, made by the JDK's own tool. */
  static Path keystore(Path folder, String name) throws IOException, InterruptedException {
    Path file = folder.resolve(name.replace(':', '-') + ".p12");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int code =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + name,
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException(Files.readString(folder.resolve("keytool.log")));
    }
    return file;
  }
}
