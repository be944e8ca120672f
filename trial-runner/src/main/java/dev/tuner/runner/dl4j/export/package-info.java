/** Trained models in the forms of other programs: ONNX, and DL4J's own zip. */
package dev.tuner.runner.dl4j.export;
