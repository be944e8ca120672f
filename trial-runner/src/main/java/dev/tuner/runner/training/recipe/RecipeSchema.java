package dev.tuner.runner.training.recipe;

import dev.tuner.runner.trainable.CheckpointWriter;
import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.TrialContext;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields of a recipe as JSON Schema, found by reading them: the recipe is run on its usual data
 * up to its first engine, once for each word of each choice and once for each field that is asked
 * for, and every read says name, kind, range and default. So there is no second list to keep.
 */
public final class RecipeSchema {

  /** Fields whose largest value depends on others, and on what. */
  private static final Map<String, String> BOUNDED =
      Map.of(
          "min_lr", "at most lr",
          "fold", "below folds",
          "shard", "below shards",
          "top_k", "at most the number of classes",
          "data_parallel", "at most 64 and batch_size",
          "base_momentum", "at most the optimizer's momentum or beta1");

  /** Fields whose default depends on the data or the machine, and on what. */
  private static final Map<String, String> DEPENDENT =
      Map.of(
          "eval_interval_steps", "default: once an epoch",
          "step_size", "default: a third of the training",
          "cycle_momentum", "default: true where the optimizer has a momentum or beta1",
          "focal_alpha", "of two classes: the weight of the second; the first has the rest",
          "restart_period", "default: a quarter of the training",
          "kernel_size", "odd; default: 5, of images below 16 pixels 3",
          "stem_stride", "default: 2, of images below 16 pixels 1",
          "cache_dir", "default: tuner-cache in the folder for temporary files");

  private final RecipeKind kind;
  private final Set<String> known = new TreeSet<>(DataFields.SETTINGS);
  private final Map<String, Set<Reads.Kind>> kinds = new TreeMap<>();
  private final Map<String, Set<Optional<Object>>> defaults = new HashMap<>();
  private final Map<String, Set<String>> sections = new TreeMap<>();
  private final Set<String> optional = new TreeSet<>();
  private final Queue<Case> open = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  /** One way through the reading: these words chosen, these absent fields asked for as if given. */
  private record Case(Map<String, Object> words, Set<String> assumed) {}

  private RecipeSchema(RecipeKind kind) {
    this.kind = kind;
    known.addAll(Recipe.tunable(kind));
  }

  /** The schema of one recipe: of its {@code trainable} section with a config over it. */
  public static Map<String, Object> of(RecipeKind kind) {
    var schema = new RecipeSchema(kind);
    schema.explore();
    return schema.json();
  }

  private void explore() {
    open.add(new Case(Map.of(), Set.of()));
    for (var next = open.poll(); next != null; next = open.poll()) {
      read(next);
    }
  }

  private void read(Case tried) {
    var reads = new Listening(tried);
    var fields = Fields.of(tried.words(), Map.of(), reads);
    var recipe =
        new Recipe(
            kind,
            job -> {
              throw new AllRead();
            });
    try {
      recipe.train(new NoTrial(tried.words()), fields, fields);
    } catch (AllRead | InvalidTrialException | IllegalArgumentException e) {
      return; // a value that was only assumed is refused where it is used, after it was read
    } catch (Exception e) {
      throw new IllegalStateException("the fields of %s cannot be read".formatted(kind.word()), e);
    }
  }

  /** Collects the reads of one case, and what else to try. */
  private final class Listening implements Reads {

    private final Case tried;

    Listening(Case tried) {
      this.tried = tried;
    }

    @Override
    public void field(String name, Kind found, Object fallback) {
      if (!known.contains(name)) {
        return; // of another recipe: never given
      }
      kinds.computeIfAbsent(name, n -> new HashSet<>()).add(found);
      defaults.computeIfAbsent(name, n -> new HashSet<>()).add(Optional.ofNullable(fallback));
      if (found instanceof Kind.Choice choice && !tried.words().containsKey(name)) {
        choice.words().stream()
            .filter(word -> seen.add(name + "=" + word))
            .forEach(
                word -> {
                  var words = new HashMap<>(tried.words());
                  words.put(name, word);
                  open.add(new Case(words, tried.assumed()));
                });
      }
    }

    @Override
    public void section(String choice, Set<String> names) {
      sections.computeIfAbsent(choice, c -> new TreeSet<>()).addAll(names);
    }

    @Override
    public boolean assumes(String question) {
      optional.add(question);
      if (known.contains(question.replace(" as text", ""))
          && !tried.assumed().contains(question)
          && seen.add(question)) {
        var assumed = new HashSet<>(tried.assumed());
        assumed.add(question);
        open.add(new Case(tried.words(), assumed));
      }
      return tried.assumed().contains(question);
    }
  }

  private Map<String, Object> json() {
    var properties = new TreeMap<String, Object>();
    properties.put("type", Map.of("const", "dl4j"));
    properties.put("recipe", Map.of("const", kind.word()));
    var text = new Reads.Kind.Text();
    properties.put("ignore", kind("ignore", new Reads.Kind.Many(text, false)));
    kinds.keySet().forEach(name -> properties.put(name, property(name)));
    var json = new LinkedHashMap<String, Object>();
    json.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    json.put("title", kind.word());
    json.put("description", "The trainable section of a study, with the trial's config over it");
    json.put("type", "object");
    json.put("properties", properties);
    json.put("patternProperties", Map.of("^_", Map.of()));
    json.put("additionalProperties", false);
    return json;
  }

  private Map<String, Object> property(String name) {
    var property = new TreeMap<String, Object>();
    var alternatives = kinds.get(name).stream().map(found -> kind(name, found)).distinct().toList();
    if (alternatives.size() == 1) {
      property.putAll(alternatives.get(0));
    } else {
      var ordered = alternatives.stream().sorted(Comparator.comparing(Object::toString));
      property.put("anyOf", ordered.toList());
    }
    var usual = defaults.get(name);
    var only = usual.iterator().next();
    boolean fixed = usual.size() == 1 && !optional.contains(name) && !DEPENDENT.containsKey(name);
    if (fixed && only.isPresent()) {
      property.put("default", only.get() instanceof Double d ? plain(d) : only.get());
    }
    describe(name, property);
    return property;
  }

  private static void describe(String name, Map<String, Object> property) {
    if (DataFields.SETTINGS.contains(name)) {
      property.put("description", "only in trainable: the same for all trials");
    }
    for (var notes : List.of(BOUNDED, DEPENDENT)) {
      if (notes.containsKey(name)) {
        property.put("description", notes.get(name));
      }
    }
  }

  private Map<String, Object> kind(String name, Reads.Kind found) {
    if (found instanceof Reads.Kind.Range range) {
      var json = new TreeMap<String, Object>();
      json.put("type", range.whole() ? "integer" : "number");
      json.put("minimum", plain(range.min()));
      if (!BOUNDED.containsKey(name)) {
        json.put("maximum", plain(range.max()));
      }
      return json;
    } else if (found instanceof Reads.Kind.Choice choice) {
      return choice(name, choice.words());
    } else if (found instanceof Reads.Kind.Many many) {
      var one = kind(name, many.of());
      var list = new TreeMap<String, Object>(Map.of("type", "array", "items", one));
      return many.oneAlone() ? Map.of("anyOf", List.of(one, list)) : list;
    }
    return Map.of("type", found instanceof Reads.Kind.Flag ? "boolean" : "string");
  }

  private Map<String, Object> choice(String name, List<String> words) {
    var word = new TreeMap<String, Object>(Map.of("enum", words.stream().sorted().toList()));
    var inner = new TreeMap<String, Object>();
    inner.put("name", word);
    sections.getOrDefault(name, Set.of()).stream()
        .filter(kinds::containsKey)
        .forEach(field -> inner.put(field, Map.of("$ref", "#/properties/" + field)));
    if (inner.size() == 1) {
      return word;
    }
    var object = new TreeMap<String, Object>();
    object.put("type", "object");
    object.put("properties", inner);
    object.put("required", List.of("name"));
    object.put("additionalProperties", false);
    return Map.of("anyOf", List.of(word, object));
  }

  private static Number plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Number) (long) number : number;
  }

  /** Every field has been read: what comes next is training. */
  private static final class AllRead extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** The trial that is not trained. */
  private record NoTrial(Map<String, Object> config) implements TrialContext {

    @Override
    public Map<String, Object> settings() {
      return Map.of();
    }

    @Override
    public long seed() {
      return 0;
    }

    @Override
    public OptionalLong maxStep() {
      return OptionalLong.empty();
    }

    @Override
    public Optional<Path> checkpoint() {
      return Optional.empty();
    }

    @Override
    public boolean report(long step, Map<String, Double> metrics, CheckpointWriter checkpoint) {
      return false;
    }
  }
}
