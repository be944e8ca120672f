package dev.tuner.api.problem;

import static dev.tuner.api.problem.ProblemAnswer.answer;
import static dev.tuner.api.problem.ProblemAnswer.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for errors that arise before or after any controller, such as in a filter. */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

  @RequestMapping("${spring.web.error.path:/error}")
  ResponseEntity<Object> error(HttpServletRequest request) {
    var status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known
            ? known
            : HttpStatus.NOT_FOUND.value();
    return answer(
        problem(
            status,
            RequestProblems.code(status),
            "The request cannot be served (status %d)".formatted(status)));
  }
}
