package org.arcoforge.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that dial one address, whatever they are told: a server of FTP that names another
 * host for its data leads nobody there.
 */
final class OneAddress extends SocketFactory {
  private final InetAddress address;

  OneAddress(InetAddress address) {
    this.address = address;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress to, int timeout) throws IOException {
        int port = ((InetSocketAddress) to).getPort();
        super.connect(new InetSocketAddress(address, port), timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return dialled(port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return dialled(port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return dialled(port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return dialled(port);
  }

  private Socket dialled(int port) throws IOException {
    return new Socket(address, port);
  }
}
