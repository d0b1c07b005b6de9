"""A roll call in redis-py's pipelines, which are transactions unless told otherwise. Arguments: the server's port."""
import sys

import redis

client = redis.Redis(port=int(sys.argv[1]), decode_responses=True)
token = "a" * 32

with client.pipeline() as pipe:
    pipe.execute_command("OPEN", 3030, "TOKEN", token)
    for student in range(1000):
        pipe.execute_command("PRESENT", 3030, f"s{student}")
    pipe.execute_command("PRESENT", 3030, "s0")
    pipe.execute_command("LIST", 3030, token)
    answers = pipe.execute()

print(answers[0][0], answers[1][2], answers[-2][2], len(answers[-1][2]))

with client.pipeline() as pipe:
    pipe.execute_command("PRESENT", 3030, "late")
    pipe.execute_command("PRESENT", "no class", "late")
    try:
        pipe.execute()
    except redis.exceptions.ResponseError as error:
        print("nothing:", error)

with client.pipeline() as pipe:
    pipe.execute_command("CLOSE", 3030, token)
    pipe.execute_command("RECEIVED", 3030, token)
    closed, received = pipe.execute()

print(len(closed[2]), received)
