# A machine for an instructor: the grader, its packages and the data. Nothing needs it.
#   docker build -t deep-learning-course .
#   docker run --rm -it -p 127.0.0.1:8888:8888 deep-learning-course
# docs/instructors.md says which wall stands in a container, and how the first one can.
FROM python:3.12-slim

RUN useradd --create-home --uid 1000 instructor && install -d -o instructor /course
USER instructor
WORKDIR /course
COPY --chown=instructor . .
RUN python -m grader.install grader && .venv/bin/python -m data_scripts --exam

ENV PATH=/course/.venv/bin:$PATH
EXPOSE 8888
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--no-browser", "notebooks"]
