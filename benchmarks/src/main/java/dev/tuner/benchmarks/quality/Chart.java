package dev.tuner.benchmarks.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A family's mean regrets against time as an SVG, time on a logarithmic axis. */
final class Chart {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 480;
  private static final int LEFT = 60;
  private static final int RIGHT = 220;
  private static final int TOP = 44;
  private static final int BOTTOM = 50;

  /**
   * Okabe and Ito's colours, which colour-blind people can tell apart; used again, dashed, when
   * there are more lines.
   */
  private static final List<String> COLOURS =
      List.of(
          "#000000", "#e69f00", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#999999");

  private final Outcome outcome;
  private final double highest;
  private final double first;
  private final double last;

  Chart(Outcome outcome) {
    this.outcome = outcome;
    double most =
        outcome.methods().stream()
            .mapToDouble(method -> outcome.at(method, outcome.family().printed().get(0)).mean())
            .max()
            .orElseThrow();
    this.highest = Math.ceil(most * 5) / 5;
    this.last = outcome.family().largest().get(1);
    this.first = last / 50;
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"13\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                + "<clipPath id=\"plot\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                + "</clipPath>%n")
            .formatted(WIDTH, HEIGHT, LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM));
    svg.append(text(LEFT, 26, "start", outcome.family().word() + ": mean regret against time"));
    axes(svg);
    List<Method> methods = outcome.methods();
    for (int i = 0; i < methods.size(); i++) {
      String stroke = stroke(i);
      line(svg, methods.get(i), COLOURS.get(i % COLOURS.size()), stroke);
      legend(svg, methods.get(i).words(), stroke, TOP + 14 + 22 * i);
    }
    return svg.append("</svg>\n").toString();
  }

  private static String stroke(int line) {
    String dashes = line < COLOURS.size() ? "" : " stroke-dasharray=\"6 3\"";
    return "stroke=\"%s\"%s".formatted(COLOURS.get(line % COLOURS.size()), dashes);
  }

  private void axes(StringBuilder svg) {
    for (int fifth = 0; fifth <= Math.round(highest * 5); fifth++) {
      double regret = fifth / 5.0;
      svg.append(rule(LEFT, y(regret), WIDTH - RIGHT, y(regret)));
      svg.append(text(LEFT - 8, y(regret) + 4, "end", number(regret)));
    }
    for (double time : outcome.family().printed()) {
      svg.append(rule(x(time), TOP, x(time), HEIGHT - BOTTOM));
      svg.append(text(x(time), HEIGHT - BOTTOM + 18, "middle", number(time)));
    }
    svg.append(
        text(
            (LEFT + WIDTH - RIGHT) / 2.0,
            HEIGHT - 10,
            "middle",
            "time in full trainings, 4 workers"));
  }

  /** The band around a line is one standard error to each side. */
  private void line(StringBuilder svg, Method method, String colour, String stroke) {
    List<Double> times =
        Arrays.stream(outcome.family().times()).filter(t -> t >= first).boxed().toList();
    String upper = points(method, times, 1);
    String lower =
        points(method, times.stream().sorted((a, b) -> Double.compare(b, a)).toList(), -1);
    svg.append(
        ("<g clip-path=\"url(#plot)\"><polygon points=\"%s %s\" fill=\"%s\" opacity=\"0.15\"/>"
                + "<polyline points=\"%s\" fill=\"none\" %s stroke-width=\"2\"/></g>%n")
            .formatted(upper, lower, colour, points(method, times, 0), stroke));
  }

  private static void legend(StringBuilder svg, String words, String stroke, double y) {
    double x = WIDTH - RIGHT + 16;
    svg.append(
        "<path d=\"M%s %sh24\" %s stroke-width=\"3\"/>%n"
            .formatted(number(x), number(y - 4), stroke));
    svg.append(text(x + 32, y, "start", words));
  }

  private String points(Method method, List<Double> times, int errors) {
    return times.stream()
        .map(
            time -> {
              Outcome.Estimate estimate = outcome.at(method, time);
              return number(x(time)) + "," + number(y(estimate.mean() + errors * estimate.error()));
            })
        .collect(Collectors.joining(" "));
  }

  private double x(double time) {
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(time / first) / Math.log(last / first);
  }

  private double y(double regret) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * regret / highest;
  }

  private static String rule(double x1, double y1, double x2, double y2) {
    return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"#ddd\"/>%n"
        .formatted(number(x1), number(y1), number(x2), number(y2));
  }

  private static String text(double x, double y, String anchor, String words) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n"
        .formatted(number(x), number(y), anchor, words);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
  }
}
