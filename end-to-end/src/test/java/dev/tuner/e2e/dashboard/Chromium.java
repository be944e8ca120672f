package dev.tuner.e2e.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's Chromium, without a window. */
final class Chromium implements AutoCloseable {
  /** Written by {@code install-browser}, which the build runs before the tests. */
  private static final Path INSTALLED = Path.of("target", "browser");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium launch() throws IOException {
    var path = Path.of(Files.readString(INSTALLED).strip());
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(path)
            .setChromiumSandbox(false)
            .setArgs(List.of("--disable-gpu", "--no-first-run", "--disable-background-networking"));
    // Playwright's own browsers come from a server of its own, which not every machine can reach.
    var noDownload = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(noDownload));
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  /** A new page with a session of its own. */
  Page newPage() {
    return browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 900));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
