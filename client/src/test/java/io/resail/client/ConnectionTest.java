package io.resail.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.resail.fault.Fault;
import io.resail.fault.FaultException;
import io.resail.fault.Patience;
import io.resail.proto.v1.RetrievalServiceGrpc;
import io.resail.proto.v1.RetrieveRequest;
import io.resail.proto.v1.RetrieveResponse;
import io.resail.proto.v1.StatisticsRequest;
import io.resail.proto.v1.StatisticsResponse;
import io.resail.raster.LabelMap;
import io.resail.retrieval.Query;
import io.resail.retrieval.RetrievalRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectionTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path folder;

  /// Has seven units, and keeps questions waiting.
  private static final class Service extends RetrievalServiceGrpc.RetrievalServiceImplBase {
    private final CountDownLatch asked = new CountDownLatch(1);

    @Override
    public void statistics(StatisticsRequest request, StreamObserver<StatisticsResponse> observer) {
      observer.onNext(StatisticsResponse.newBuilder().setUnits(7).build());
      observer.onCompleted();
    }

    @Override
    public void retrieve(RetrieveRequest request, StreamObserver<RetrieveResponse> observer) {
      asked.countDown();
    }
  }

  private static String address(Server server) {
    return "localhost:" + server.getPort();
  }

  private static long units(Connection connection) {
    return new RemoteRetriever(connection).statistics().units();
  }

  @Test
  void asksOverAPlainSocket() throws Exception {
    Server server = NettyServerBuilder.forPort(0).addService(new Service()).build().start();
    try (Connection connection = Connection.plaintext(address(server), ClientSettings.DEFAULT)) {
      assertThat(units(connection)).isEqualTo(7);
    } finally {
      server.shutdownNow();
    }
  }

  @Test
  void asksOverTlsWhomItsAuthoritiesVouchFor() throws Exception {
    Path store = folder.resolve("server.p12");
    Path certificate = folder.resolve("server.pem");
    keytool(
        "-genkeypair -alias server -keyalg EC -dname CN=localhost -ext SAN=dns:localhost -validity"
            + " 2 -storetype PKCS12 -storepass password -keystore "
            + store);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getCertificate("server").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    Server server =
        NettyServerBuilder.forPort(
                0, TlsServerCredentials.newBuilder().keyManager(managers.getKeyManagers()).build())
            .addService(new Service())
            .build()
            .start();
    try (Connection trusting =
            Connection.secure(address(server), certificate, ClientSettings.DEFAULT);
        Connection wary = Connection.secure(address(server), ClientSettings.DEFAULT);
        Connection open = Connection.plaintext(address(server), ClientSettings.DEFAULT)) {
      assertThat(units(trusting)).isEqualTo(7);
      fails(Fault.AWAY, () -> units(wary));
      fails(Fault.AWAY, () -> units(open));
    } finally {
      server.shutdownNow();
    }
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    command.addAll(List.of(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void refusesAuthoritiesThatCannotBeRead() throws IOException {
    Path none = folder.resolve("none.pem");
    fails(
        Fault.WRONG_INPUT,
        () -> Connection.secure("localhost:1", none, ClientSettings.DEFAULT).close());
  }

  @Test
  void aServerThatIsNotThereIsAway() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (Connection connection =
        Connection.plaintext("localhost:" + port, ClientSettings.DEFAULT)) {
      fails(Fault.AWAY, () -> units(connection));
    }
  }

  @Test
  void closingEndsWhatIsUnderWay() throws Exception {
    Service service = new Service();
    ClientSettings hasty =
        new ClientSettings(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            1 << 20,
            1 << 20,
            1 << 20,
            Duration.ofMinutes(1),
            Duration.ZERO);
    try (ServedInProcess served = ServedInProcess.of(service, hasty)) {
      var waiting = CompletableFuture.runAsync(() -> ask(served.connection()));
      assertThat(service.asked.await(30, TimeUnit.SECONDS)).isTrue();

      served.connection().close();

      assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AWAY));
      fails(Fault.AWAY, () -> units(served.connection()));
    }
  }

  @Test
  void aCallWhoseCallerWaitsForEverHasTheLongestDeadline() throws Exception {
    try (ServedInProcess served =
        ServedInProcess.of(
            new Service(), ClientSettings.DEFAULT.withLongestCall(Duration.ofMillis(200)))) {
      fails(Fault.TOO_LATE, () -> ask(served.connection()));
    }
  }

  @Test
  void anInterruptedCallerLeaves() throws Exception {
    Service service = new Service();
    try (ServedInProcess served = ServedInProcess.of(service)) {
      CompletableFuture<FaultException> end = new CompletableFuture<>();
      Thread caller =
          Thread.startVirtualThread(
              () -> {
                try {
                  ask(served.connection());
                } catch (FaultException e) {
                  end.complete(
                      Thread.currentThread().isInterrupted()
                          ? e
                          : new FaultException(Fault.BROKEN, "not interrupted any more"));
                }
              });
      assertThat(service.asked.await(30, TimeUnit.SECONDS)).isTrue();

      caller.interrupt();

      assertThat(end.get(30, TimeUnit.SECONDS).fault()).isEqualTo(Fault.CANCELLED);
    }
  }

  private static void ask(Connection connection) {
    new RemoteRetriever(connection)
        .retrieve(
            RetrievalRequest.of(new Query.WholeMap(LabelMap.of(1, 1, new int[1]))),
            Patience.endless());
  }

  private static void fails(Fault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FaultException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
