package org.arcoforge.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.secret.SecretBinding.SecretPlace;
import org.arcoforge.secret.SecretBinding.SecretUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretValuesTest {
  private final Path folder;

  SecretValuesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private SecretValues values(Map<String, String> env, String manager) {
    return new SecretValues(
        env::get,
        folder,
        new GoogleSecrets(
            manager,
            account -> "token-of-" + (account.isEmpty() ? "default" : account),
            folder.resolve("gcloud").toString()));
  }

  private static SecretBinding bind(SecretPlace.Kind kind, String name, SecretUse use) {
    return new SecretBinding(new SecretPlace(kind, name), use);
  }

  private String fails(Map<String, String> env, SecretBinding binding) {
    SecretException e =
        assertThrows(SecretException.class, () -> values(env, "").of("need", binding));
    return e.toString();
  }

  private Path file(String text, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  @Test
  void variablesAndFilesHoldTokensAndPairs() throws IOException {
    SecretValues values = values(Map.of("TOKEN", " abc \n", "PAIR", "me:a:b"), "");
    assertEquals(
        "abc", values.of("n", bind(SecretPlace.Kind.ENV, "TOKEN", SecretUse.bearer())).value());
    assertEquals(
        "Basic " + Base64.getEncoder().encodeToString("me:a:b".getBytes(StandardCharsets.UTF_8)),
        values.of("n", bind(SecretPlace.Kind.ENV, "PAIR", SecretUse.basic())).basic());
    Path file = file("t0ken\n", "rw-------");
    assertEquals(
        "t0ken",
        values.of("n", bind(SecretPlace.Kind.FILE, file + "", SecretUse.bearer())).value());
  }

  @Test
  void whatIsNotThereIsToldByItsPlaceAndNeverByItsValue() throws IOException {
    SecretBinding env = bind(SecretPlace.Kind.ENV, "TOKEN", SecretUse.bearer());
    assertTrue(fails(Map.of(), env).contains("the environment variable TOKEN: is not set"));
    SecretBinding pair = bind(SecretPlace.Kind.ENV, "TOKEN", SecretUse.basic());
    String told = fails(Map.of("TOKEN", "s3cretvalue"), pair);
    assertTrue(told.contains("expected user:password"), told);
    assertFalse(told.contains("s3cretvalue"), told);
    told = fails(Map.of("TOKEN", "s3cret\nvalue"), env);
    assertTrue(told.contains("one line"), told);
    assertFalse(told.contains("s3cret"), told);
    SecretBinding file =
        bind(SecretPlace.Kind.FILE, folder.resolve("none") + "", SecretUse.bearer());
    assertTrue(fails(Map.of(), file).contains("there is no file"));
  }

  @Test
  void fileThatOthersMayReadIsRefused() throws IOException {
    for (String mode : List.of("rw-r-----", "rw----r--", "rwx--x---", "rw-rw-rw-")) {
      SecretBinding file =
          bind(SecretPlace.Kind.FILE, file("s3cret", mode) + "", SecretUse.bearer());
      assertTrue(fails(Map.of(), file).contains("chmod 600"), mode);
    }
  }

  @Test
  void netrcIsReadAsOthersReadIt() throws IOException {
    Path netrc = folder.resolve(".netrc");
    Files.writeString(
        netrc,
        """
        # machine commented.org login no password no
        macdef init
        machine in.a.macro login no password no

        machine a.org login me password "two words\\"quoted"
        machine b.org
          login you
          password pw2
          account x
        default login anonymous password guest1
        """);
    Files.setPosixFilePermissions(netrc, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> expected =
        Map.of("a.org", "me:two words\"quoted", "B.org", "you:pw2", "c.org", "anonymous:guest1");
    for (Map.Entry<String, String> e : expected.entrySet()) {
      Credential found =
          values(Map.of(), "").of("n", bind(SecretPlace.Kind.NETRC, e.getKey(), SecretUse.basic()));
      byte[] bytes = e.getValue().getBytes(StandardCharsets.UTF_8);
      assertEquals("Basic " + Base64.getEncoder().encodeToString(bytes), found.basic());
    }
  }

  @Test
  void tokensComeFromTheCredentialsAndFromGcloud() throws IOException {
    SecretValues values = values(Map.of(), "");
    assertEquals(
        "token-of-default",
        values.of("n", bind(SecretPlace.Kind.APPLICATION_DEFAULT, "", SecretUse.bearer())).value());
    assertEquals(
        "token-of-a@b",
        values.of("n", bind(SecretPlace.Kind.IMPERSONATE, "a@b", SecretUse.bearer())).value());
    SecretBinding gcloud = bind(SecretPlace.Kind.GCLOUD_TOKEN, "", SecretUse.bearer());
    SecretException e = assertThrows(SecretException.class, () -> values.of("n", gcloud));
    assertTrue(e.toString().contains("install the Google Cloud CLI"), e.toString());
    Path program = Files.writeString(folder.resolve("gcloud"), "#!/bin/sh\necho ya29.$2\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    assertEquals("ya29.print-access-token", values.of("n", gcloud).value());
  }

  @Test
  void secretManagerIsAskedWithATokenAndItsErrorsAreTold() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/projects/x/secrets/y/versions/1:access",
        exchange -> {
          boolean known =
              "Bearer token-of-default"
                  .equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              ("{\"name\": \"y\", \"payload\": {\"data\": \""
                      + Base64.getEncoder()
                          .encodeToString("from-manager\n".getBytes(StandardCharsets.UTF_8))
                      + "\"}}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      SecretValues values = values(Map.of(), "http://127.0.0.1:" + server.getAddress().getPort());
      SecretBinding there =
          bind(
              SecretPlace.Kind.SECRET_MANAGER,
              "projects/x/secrets/y/versions/1",
              SecretUse.bearer());
      assertEquals("from-manager", values.of("n", there).value());
      SecretBinding absent =
          bind(
              SecretPlace.Kind.SECRET_MANAGER,
              "projects/x/secrets/z/versions/1",
              SecretUse.bearer());
      SecretException e = assertThrows(SecretException.class, () -> values.of("n", absent));
      assertTrue(e.toString().contains("HTTP 404"), e.toString());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void valueIsHiddenInEveryFormAndCannotTravel() throws IOException {
    String value = "q+/Z =päss";
    SecretBinding binding = bind(SecretPlace.Kind.ENV, "X", SecretUse.bearer());
    Redaction.conceal(value);
    String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    String encoded = java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
    String text = "a " + value + " b " + base64 + " c " + encoded + " d";
    String shown = Redaction.strict().text(text);
    assertEquals("a *** b " + "***" + base64.replaceAll("[^=]", "") + " c *** d", shown);
    Credential held = values(Map.of("X", "h3ld-value"), "").of("n", binding);
    assertEquals("a secret", held.toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      assertThrows(NotSerializableException.class, () -> out.writeObject(held));
      out.writeObject(new SecretBindings(Map.of("n", binding), true));
    }
    assertFalse(bytes.toString(StandardCharsets.ISO_8859_1).contains("h3ld-value"));
  }
}
