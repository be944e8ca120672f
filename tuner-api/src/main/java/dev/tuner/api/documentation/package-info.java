/** The description of the API in OpenAPI 3.1. */
package dev.tuner.api.documentation;
