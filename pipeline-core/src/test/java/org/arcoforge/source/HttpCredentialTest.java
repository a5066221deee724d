package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Egress;
import org.arcoforge.pattern.Access;
import org.arcoforge.secret.SecretBinding;
import org.arcoforge.secret.SecretBinding.SecretPlace;
import org.arcoforge.secret.SecretBinding.SecretUse;
import org.arcoforge.secret.SecretBindings;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.arcoforge.source.LoginServer.Seen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret goes to the hosts that the recipe's URLs name, in the way that the bakery says. */
class HttpCredentialTest {
  private final Path file;
  private final FaultyHttpServer server = new FaultyHttpServer();

  HttpCredentialTest(@TempDir Path folder) throws IOException {
    file = folder.resolve("secret");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private SourceOpener opener(String value, String as) throws IOException {
    Files.writeString(file, value + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    SecretBindings bound =
        SecretBindings.none()
            .with(List.of("need=file:" + file + (as.isEmpty() ? "" : ",as=" + as)));
    return opener(bound, Dialer.of(Egress.own()));
  }

  private static SourceOpener opener(SecretBindings bound, Dialer dialer) {
    return Sources.opener(
        new Access(Map.of(), "need", 4),
        "",
        Reach.own().withSecrets(bound),
        HttpSourceTest.QUICK,
        dialer);
  }

  @Test
  void eachWayOfSendingItReachesTheServer() throws IOException {
    server.put("/f", new byte[10]);
    try (SourceOpener opener = opener("t0ken-bearer", "")) {
      opener.open(server.url("/f")).close();
    }
    assertEquals("Bearer t0ken-bearer", server.requests().get(0).authorization());
    server.forget();
    try (SourceOpener opener = opener("me:p4ssword", "basic")) {
      opener.open(server.url("/f")).close();
    }
    assertEquals("Basic bWU6cDRzc3dvcmQ=", server.requests().get(0).authorization());
    server.forget();
    try (SourceOpener opener = opener("t0ken-header", "header:X-Token")) {
      opener.open(server.url("/f")).close();
    }
    assertEquals("t0ken-header", server.requests().get(0).token());
    server.forget();
    try (SourceOpener opener = opener("t0ken&query", "query:key")) {
      ByteSource source = opener.open(server.url("/f?a=b"));
      assertEquals(server.url("/f?a=***"), source.url());
      source.close();
    }
    assertEquals("a=b&key=t0ken%26query", server.requests().get(0).query());
  }

  @Test
  void hostsThatAreRedirectedToDoNotGetIt() throws IOException {
    try (FaultyHttpServer other = new FaultyHttpServer()) {
      other.put("/g", new byte[10]);
      server.always("/f", new Fault.Redirect(other.url("/g")));
      for (String as : List.of("bearer", "header:X-Token", "query:key")) {
        try (SourceOpener opener = opener("t0ken-" + as.length(), as)) {
          opener.open(server.url("/f")).close();
        }
      }
      for (FaultyHttpServer.Request request : other.requests()) {
        assertFalse(request.toString().contains("t0ken"), request.toString());
      }
      assertEquals(3, other.requests().size());
    }
  }

  @Test
  void hostsThatARecipeNamesButTheBakeryDoesNotGetNothing() throws IOException {
    server.put("/f", new byte[10]);
    Files.writeString(file, "t0ken");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    SecretPlace place = new SecretPlace(SecretPlace.Kind.FILE, file.toString());
    for (String host : List.of("data.example.org", "*.0.0.1")) {
      SecretBinding bound = new SecretBinding(place, SecretUse.bearer(), List.of(host));
      SecretBindings bindings = new SecretBindings(Map.of("need", bound), false);
      try (SourceOpener opener = opener(bindings, Dialer.of(Egress.own()))) {
        if (host.startsWith("*")) {
          opener.open(server.url("/f")).close();
        } else {
          Exception e = assertThrows(IOException.class, () -> opener.open(server.url("/f")));
          assertTrue(e.toString().contains("is for data.example.org"), e.toString());
          assertTrue(e.toString().contains("hosts: [127.0.0.1]"), e.toString());
          assertEquals(0, server.requests().size());
        }
      }
    }
    assertEquals("Bearer t0ken", server.requests().get(0).authorization());
  }

  @Test
  void earthdataIsLoggedInToOnceAndOnlyItGetsThePassword() throws IOException {
    byte[] data = HttpSourceTest.random(5000);
    try (LoginServer earthdata = new LoginServer(data, "me", "p4ssw0rd");
        SourceOpener opener = opener("me:p4ssw0rd", "login:" + earthdata.loginHost())) {
      for (int i = 0; i < 3; i++) {
        try (ByteSource source = opener.open(earthdata.url("/f" + i + ".nc"))) {
          assertArrayEquals(data, HttpSourceTest.all(source));
        }
      }
      assertEquals(1, earthdata.logins());
      for (Seen seen : earthdata.seenByData()) {
        assertEquals("", seen.authorization(), seen.toString());
      }
    }
  }

  /** The same rule wherever the binding stands: a colon makes a login of it. */
  @Test
  void earthdataIsALoginOrATokenAsItsValueIs() throws IOException {
    byte[] data = HttpSourceTest.random(100);
    SecretPlace place = new SecretPlace(SecretPlace.Kind.FILE, file.toString());
    assertEquals(SecretUse.earthdataAsItIs(), SecretBinding.usual("earthdata", place));
    try (LoginServer earthdata = new LoginServer(data, "me", "p4ssw0rd")) {
      for (String value : List.of("me:p4ssw0rd", "eyJ0eXAi.of.me")) {
        Files.writeString(file, value);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        SecretUse use = new SecretUse(SecretUse.Way.LOGIN_OR_BEARER, earthdata.loginHost());
        List<String> hosts = List.of("127.0.0.1", value); // told apart by what is kept of them
        SecretBinding bound = new SecretBinding(place, use, hosts);
        SecretBindings bindings = new SecretBindings(Map.of("need", bound), false);
        server.put("/f", data).forget();
        try (SourceOpener opener = opener(bindings, Dialer.of(Egress.own()))) {
          if (value.startsWith("me:")) {
            opener.open(earthdata.url("/f.nc")).close();
            assertEquals(1, earthdata.logins());
          }
          opener.open(server.url("/f")).close();
        }
        String expected = value.startsWith("me:") ? "" : "Bearer " + value;
        assertEquals(expected, server.requests().get(0).authorization());
      }
    }
  }

  @Test
  void wrongPasswordIsARefusalThatNamesThePlace() throws IOException {
    try (LoginServer earthdata = new LoginServer(new byte[1], "me", "right");
        SourceOpener opener = opener("me:wr0ng-one", "login:" + earthdata.loginHost())) {
      SourceException e =
          assertThrows(SourceException.class, () -> opener.open(earthdata.url("/f.nc")));
      assertTrue(e.toString().contains("check the secret 'need' (the file"), e.toString());
      assertFalse(e.toString().contains("wr0ng"), e.toString());
      assertFalse(e.mayPass());
    }
  }

  @Test
  void serverThatRepeatsTheSecretIsNotQuoted() throws IOException {
    server.always("/f", new Fault.Redirect("/login/s3cret-in-a-path"));
    try (SourceOpener opener = opener("s3cret-in-a-path", "")) {
      SourceException e = assertThrows(SourceException.class, () -> opener.open(server.url("/f")));
      assertTrue(e.toString().contains("/login/***"), e.toString());
    }
  }

  @Test
  void itIsNotSentWithoutEncryption() throws IOException {
    Files.writeString(file, "x");
    SecretBindings bound = SecretBindings.none().with(List.of("need=file:" + file));
    Dialer dialer =
        new Dialer(Egress.own(), host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    server.put("/f", new byte[1]);
    try (SourceOpener opener = opener(bound, dialer)) {
      String url = server.url("/f").replace("127.0.0.1", "data.example.org");
      NotAllowedException e = assertThrows(NotAllowedException.class, () -> opener.open(url));
      assertTrue(e.toString().contains("https only"), e.toString());
    }
    assertEquals(0, server.requests().size());
  }

  @Test
  void unboundNeedAndOpenFileAreRefusedWithWhatToDo() throws IOException {
    server.put("/f", new byte[1]);
    try (SourceOpener opener = opener(SecretBindings.none(), Dialer.of(Egress.own()))) {
      NotAllowedException e =
          assertThrows(NotAllowedException.class, () -> opener.open(server.url("/f")));
      assertTrue(e.toString().contains("secrets: {need: {env: NAME"), e.toString());
    }
    try (SourceOpener opener = opener("t0ken-open", "")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
      NotAllowedException e =
          assertThrows(NotAllowedException.class, () -> opener.open(server.url("/f")));
      assertTrue(e.toString().contains("chmod 600 " + file), e.toString());
    }
    assertEquals(0, server.requests().size());
  }
}
