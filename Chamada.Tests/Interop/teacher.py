# The teacher's side of the course project that the text protocol comes from, written as it was in 2021.
import socket
import sys

HOST = sys.argv[1] if len(sys.argv) > 1 else '127.0.0.1'
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 5050

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect((HOST, PORT))

while True:
    class_id = input('Digite a identificação numérica da turma (ou sair): ')
    if class_id == 'sair':
        break
    client.send(f'{class_id},teacher'.encode())
    print(client.recv(1024).decode())

client.close()
