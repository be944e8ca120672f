package dev.tuner.runner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tuner.client.WireJson;
import dev.tuner.wire.AcquireRequest;
import dev.tuner.wire.Assignment;
import dev.tuner.wire.Assignments;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.EndOfTrial;
import dev.tuner.wire.Heartbeat;
import dev.tuner.wire.LeaseRef;
import dev.tuner.wire.Problem;
import dev.tuner.wire.Report;
import dev.tuner.wire.ReportReply;
import dev.tuner.wire.Resources;
import dev.tuner.wire.WorkerSpec;
import dev.tuner.wire.WorkerView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** Plays the service's part of the worker protocol, and notes what it was told, in order. */
final class FakeService implements AutoCloseable {

  static {
    // Otherwise each answer waits for the acknowledgement of its first packet, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  static final ReportReply GO_ON = new ReportReply("CONTINUE", "RUNNING", "go on", null);
  private static final String API = "/api/v1";

  /** Something a worker or a trial's process told the service. */
  record Told(String what, String trialId, long step, Report report, EndOfTrial end) {}

  final List<Told> told = new CopyOnWriteArrayList<>();
  final List<WorkerSpec> registrations = new CopyOnWriteArrayList<>();
  final Map<String, byte[]> checkpoints = new ConcurrentHashMap<>();
  final Set<LeaseRef> lost = ConcurrentHashMap.newKeySet();
  final Set<LeaseRef> heartbeats = ConcurrentHashMap.newKeySet();
  final BlockingQueue<Assignment> queue = new LinkedBlockingQueue<>();
  private final double leaseSeconds;
  private volatile Function<Report, ReportReply> decisions = report -> GO_ON;
  private volatile boolean forgetful;
  private int port;
  private HttpServer http;
  private ExecutorService threads;

  FakeService(double leaseSeconds) throws IOException {
    this.leaseSeconds = leaseSeconds;
    listen();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Answers reports so. */
  void decide(Function<Report, ReportReply> decisions) {
    this.decisions = decisions;
  }

  /** Knows no worker until one registers again. */
  void forgetWorkers() {
    forgetful = true;
  }

  void goDown() {
    http.stop(0);
    threads.shutdownNow();
  }

  void comeBack() throws IOException {
    listen();
  }

  /** The steps reported of a trial, in order. */
  List<Long> steps(String trialId) {
    return of("report", trialId).map(Told::step).toList();
  }

  Stream<Told> of(String what, String trialId) {
    return told.stream().filter(call -> call.what().equals(what) && call.trialId().equals(trialId));
  }

  @Override
  public void close() {
    goDown();
  }

  private void listen() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    port = http.getAddress().getPort();
    threads = Executors.newCachedThreadPool();
    http.setExecutor(threads);
    http.createContext(API, this::answer);
    http.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().substring(API.length());
      var body = exchange.getRequestBody().readAllBytes();
      if (path.contains("/checkpoints/")) {
        checkpoint(exchange, path, body);
        return;
      }
      var reply = reply(path, new String(body, StandardCharsets.UTF_8));
      var status = reply instanceof Problem problem ? problem.status() : 200;
      send(exchange, status, WireJson.text(reply).getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException goingDown) {
      Thread.currentThread().interrupt();
    }
  }

  private Object reply(String path, String body) throws InterruptedException {
    if (path.equals("/workers")) {
      return register(WireJson.read(body, WorkerSpec.class));
    }
    if (path.startsWith("/workers/")) {
      if (forgetful) {
        return problem(404, "not-found");
      }
      return path.endsWith(":acquire")
          ? acquire(WireJson.read(body, AcquireRequest.class))
          : heartbeat(WireJson.read(body, Heartbeat.class));
    }
    var trialId = path.split("[/:]", -1)[2];
    return path.endsWith("/measurements")
        ? report(trialId, WireJson.read(body, Report.class))
        : end(
            path.substring(path.indexOf(':') + 1), trialId, WireJson.read(body, EndOfTrial.class));
  }

  private WorkerView register(WorkerSpec spec) {
    registrations.add(spec);
    forgetful = false;
    var now = Instant.EPOCH;
    return new WorkerView(
        "w1",
        spec.name(),
        spec.resources(),
        spec.gpus(),
        spec.labels(),
        leaseSeconds,
        true,
        0,
        now,
        now);
  }

  private Assignments acquire(AcquireRequest request) throws InterruptedException {
    if (request.free().cpu() < 1) {
      return new Assignments(List.of());
    }
    var waitMillis = (long) (request.waitSeconds() * 1000);
    var next = queue.poll(waitMillis, TimeUnit.MILLISECONDS);
    return new Assignments(next == null ? List.of() : List.of(next));
  }

  private Heartbeat.Reply heartbeat(Heartbeat heartbeat) {
    heartbeats.addAll(heartbeat.leases());
    return new Heartbeat.Reply(heartbeat.leases().stream().filter(lost::contains).toList());
  }

  private Object report(String trialId, Report report) {
    if (lost.contains(new LeaseRef(trialId, report.lease()))) {
      told.add(new Told("late report", trialId, report.step(), report, null));
      return problem(409, "lease-lost");
    }
    told.add(new Told("report", trialId, report.step(), report, null));
    return decisions.apply(report);
  }

  private Object end(String verb, String trialId, EndOfTrial end) {
    told.add(new Told(verb, trialId, 0, null, end));
    return Map.of("id", trialId, "state", "OVER");
  }

  private void checkpoint(HttpExchange exchange, String path, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, checkpoints.get(path));
      return;
    }
    checkpoints.put(path, body);
    var parts = path.split("/", -1);
    var step = Long.parseLong(parts[4]);
    told.add(new Told("checkpoint", parts[2], step, null, null));
    var view = new CheckpointView(null, null, step, body.length, "", null, Map.of(), Instant.EPOCH);
    send(exchange, 201, WireJson.text(view).getBytes(StandardCharsets.UTF_8));
  }

  private static Problem problem(int status, String code) {
    return new Problem("/problems/" + code, code, status, code, code, null);
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** A trial of the scripted trainable. */
  static Assignment trial(String id, Map<String, Object> settings) {
    return trial(id, settings, null, null, 0);
  }

  /** A trial that goes on from a checkpoint. */
  static Assignment trial(
      String id, Map<String, Object> settings, Long checkpointStep, String sha256, long lastStep) {
    var trainable = new HashMap<String, Object>(settings);
    trainable.put("type", "scripted");
    return new Assignment(
        id,
        7,
        60,
        "s1",
        "scripts",
        1,
        1,
        Map.of("lr", 0.1),
        "value",
        "max",
        trainable,
        new Resources(1, 0),
        List.of(),
        0,
        42,
        checkpointStep,
        sha256,
        null,
        lastStep,
        null,
        null);
  }
}
